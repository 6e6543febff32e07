package dev.claviger.gateway.route.file;

/**
 * A place where a file names a scope.
 *
 * @param where file and line
 */
public record ScopeUse(String name, String where) {
}
