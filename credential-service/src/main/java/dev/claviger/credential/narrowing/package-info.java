/** Least privilege from what happened: which scopes a client needed, which it only has, and what a smaller registration would have refused. */
package dev.claviger.credential.narrowing;
