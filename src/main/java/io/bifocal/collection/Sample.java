package io.bifocal.collection;

import java.util.List;
import java.util.Map;

/**
 * What a shard holds under one key.
 *
 * @param members those that have rows: all but the sidecars, which have rows only if they are alone
 * @param sidecars contents by field, as text of {@link FileNames}
 */
record Sample(List<TarMember> members, Map<String, String> sidecars) {}
