/** Who did what to which object, when and from where; ids only, and never a secret. */
package dev.claviger.credential.audit;
