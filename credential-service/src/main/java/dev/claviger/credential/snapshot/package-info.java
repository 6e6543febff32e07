/** All that the events so far amount to, for a follower that starts or has fallen behind. */
package dev.claviger.credential.snapshot;
