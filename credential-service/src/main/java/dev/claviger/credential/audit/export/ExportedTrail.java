package dev.claviger.credential.audit.export;

import io.smallrye.mutiny.Multi;

/** The parts of a file, each read when the one before has been taken. */
record ExportedTrail(Multi<byte[]> parts) {
}
