/** The room Activity: what happened and why something was refused, who changed what, and whether every replica keeps up. */
package dev.claviger.credential.console.activity;
