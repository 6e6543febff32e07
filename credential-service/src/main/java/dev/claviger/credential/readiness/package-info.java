/** Whether the settings are fit for production. */
package dev.claviger.credential.readiness;
