/** What is done from time to time, by one replica for all: partitions made ahead of their time and dropped after it. */
package dev.claviger.credential.upkeep;
