package io.bifocal.inference;

/** How a network is stored, and the engine that runs it. */
enum ModelFormat {

  /** Open Neural Network Exchange, by ONNX Runtime, which every build has. */
  ONNX("model.onnx", OnnxEngine.NAME),

  /** A scripted or traced module of PyTorch, which the class path has to bring. */
  TORCH_SCRIPT("model.pt", TorchEngine.NAME);

  private final String file;
  private final String engine;

  ModelFormat(String file, String engine) {
    this.file = file;
    this.engine = engine;
  }

  /** The network's name in a model folder. */
  String file() {
    return file;
  }

  /** DJL's name of the engine. */
  String engine() {
    return engine;
  }
}
