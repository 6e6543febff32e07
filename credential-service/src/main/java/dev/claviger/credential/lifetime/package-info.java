/** How long tokens live by default and at most, which also decides how long revocations are kept. */
package dev.claviger.credential.lifetime;
