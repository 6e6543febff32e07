/** Client applications as people meet them: what token-service asks of credential-service before it shows a page. */
package dev.claviger.contract.application;
