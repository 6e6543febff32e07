/** What a client's technical contact must know: recorded in the transaction of what happened, sent by mail later and once. */
package dev.claviger.credential.notify;
