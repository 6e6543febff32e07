/** The catalogue of scopes: what clients may be registered for, and what each scope entitles to beyond itself. */
package dev.claviger.credential.scope;
