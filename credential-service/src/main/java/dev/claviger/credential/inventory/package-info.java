/** All live secrets of the installation at once: which ask for somebody's attention, and under which peppers they are hashed. */
package dev.claviger.credential.inventory;
