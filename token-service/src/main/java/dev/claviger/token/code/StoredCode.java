package dev.claviger.token.code;

import io.vertx.core.buffer.Buffer;

/** A code as it is stored. */
record StoredCode(Buffer hash, IssuedCode code, boolean isUsed) {
}
