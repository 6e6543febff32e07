/** The first administrator of an installation. */
package dev.claviger.credential.bootstrap;
