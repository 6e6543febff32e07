/** Client applications: who is registered, in which environment, for which scopes. */
package dev.claviger.credential.application;
