package io.bifocal.conf;

/**
 * Something that is chosen by its name and may have parameters: {@code entropy} is short for {@code
 * { name = entropy }}.
 *
 * @param block with the key {@code name}
 */
public record Named(Block block) {}
