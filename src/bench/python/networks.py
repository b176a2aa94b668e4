"""Writes MobileNetV2, ResNet-18 and ResNet-50 as model folders, with random weights: what they cost does not depend on them.

    python3 src/bench/python/networks.py FOLDER

Needs torch, torchvision and onnx (Debian: python3-torch python3-torchvision python3-onnx).
"""

import pathlib
import sys

import torch
import torchvision

CARD = """\
task = classification
input { name = input, size = 224, mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225] }
outputs { logits = logits }
labels = labels.txt
licence = "BSD-3-Clause (architecture of torchvision; random weights)"
"""


def settle(network):
    """Gives batch normalization the statistics of random pictures, so that no activation is denormal or infinite."""
    network.train()
    with torch.no_grad():
        for _ in range(4):
            network(torch.rand(8, 3, 224, 224))
    network.eval()


def main(folder):
    for name in ["mobilenet_v2", "resnet18", "resnet50"]:
        torch.manual_seed(1)
        network = getattr(torchvision.models, name)()
        settle(network)
        target = pathlib.Path(folder, name)
        target.mkdir(parents=True, exist_ok=True)
        torch.onnx.export(
            network,
            torch.rand(1, 3, 224, 224),
            str(target / "model.onnx"),
            opset_version=13,
            input_names=["input"],
            output_names=["logits"],
            dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}},
        )
        (target / "card.conf").write_text(CARD)
        (target / "labels.txt").write_text("".join(f"class-{i}\n" for i in range(1000)))


if __name__ == "__main__":
    main(sys.argv[1])
