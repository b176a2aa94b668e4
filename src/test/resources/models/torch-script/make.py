"""Writes model.pt, model.onnx and reference.json beside this file: one small network with seeded weights in both formats, and
what PyTorch itself gives for pictures that any language can make. Needs torch (1.13 was used) and onnx."""

import json
import pathlib

import torch


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torch.nn.Sequential(
            torch.nn.Conv2d(3, 8, 3, stride=2, padding=1),
            torch.nn.BatchNorm2d(8),
            torch.nn.ReLU(),
            torch.nn.Conv2d(8, 16, 3, stride=2, padding=1),
            torch.nn.ReLU(),
            torch.nn.AdaptiveAvgPool2d(1),
        )
        self.head = torch.nn.Linear(16, 5)

    def forward(self, pictures):
        embedding = self.features(pictures).flatten(1)
        return embedding, self.head(embedding)


def pixels(seed, size=32):
    """A byte for each row, column and channel, in this order; channels are red, green, blue."""
    return [[[(seed * 31 + y * 7 + x * 13 + c * 101 + x * y * (c + 1)) % 256 for c in range(3)] for x in range(size)] for y in range(size)]


torch.manual_seed(7)
network = Network().eval()
network.features[1].running_mean.uniform_(-0.2, 0.2)
network.features[1].running_var.uniform_(0.5, 1.5)
folder = pathlib.Path(__file__).parent
example = torch.zeros(1, 3, 32, 32)
torch.jit.trace(network, example).save(str(folder / "model.pt"))
(folder / "onnx").mkdir(exist_ok=True)
torch.onnx.export(network, example, str(folder / "onnx" / "model.onnx"), input_names=["pictures"], output_names=["embedding", "logits"],
                  dynamic_axes={"pictures": {0: "n"}, "embedding": {0: "n"}, "logits": {0: "n"}}, opset_version=13)
references = []
with torch.no_grad():
    for seed in range(8):
        tensor = torch.tensor(pixels(seed), dtype=torch.float32).permute(2, 0, 1)[None] / 255
        embedding, logits = network(tensor)
        references.append({"seed": seed, "embedding": embedding[0].tolist(), "logits": logits[0].tolist()})
(folder / "reference.json").write_text(json.dumps(references, indent=1) + "\n")
