/**
 * What route files and OpenAPI documents say, read strictly: whatever could mean nothing, or something else, is reported with file and line, and
 * all of it at once.
 */
package dev.claviger.gateway.route.file;
