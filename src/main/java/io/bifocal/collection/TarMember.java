package io.bifocal.collection;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A member of an archive.
 *
 * @param name as the archive has it, as text of {@link FileNames}
 * @param position where its content begins in the unpacked archive
 * @param bytes size of its content
 * @param problem why its content cannot be had, null for a regular file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TarMember(String name, long position, long bytes, String problem) {}
