/** How far each follower of the feed has come, by what it said last with its reports of use. */
package dev.claviger.credential.usage.follower;
