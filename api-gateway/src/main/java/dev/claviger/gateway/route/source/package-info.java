/** Where rules come from: route files and OpenAPI documents, read strictly, reported with file and line, reloaded while serving. */
package dev.claviger.gateway.route.source;
