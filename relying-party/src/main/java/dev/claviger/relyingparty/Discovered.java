package dev.claviger.relyingparty;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.time.Instant;

/** What a provider said of itself, when it was asked, and the keys at the address it named. */
record Discovered(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {
}
