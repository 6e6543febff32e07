/** Sending recorded notifications: each claimed by one replica, and the claim committed, before anything is sent. */
package dev.claviger.credential.notify.mail;
