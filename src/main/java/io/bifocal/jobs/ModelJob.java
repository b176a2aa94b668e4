package io.bifocal.jobs;

import picocli.CommandLine.Command;

/** Helps to bring a network into a model folder; needs no Spark. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Check a model folder, or write the first card of one.",
    synopsisSubcommandLabel = "(check | card)",
    footer = {
      "",
      "Examples: bifocal model card models/mine",
      "          bifocal model check models/mine --image photo.jpg"
    },
    subcommands = {ModelCheckJob.class, ModelCardJob.class})
final class ModelJob {}
