/** A new credential as the file its user needs: shown once, like the secret in it. */
package dev.claviger.credential.download;
