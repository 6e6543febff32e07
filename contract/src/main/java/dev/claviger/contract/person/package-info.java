/** People, as credential-service tells token-service of them; passwords travel towards their owner only. */
package dev.claviger.contract.person;
