package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** token-service dies between its own revocation and its delivery. */
@Order(Integer.MAX_VALUE - 15)
@ExtendWith(ClavigerExtension.class)
class UndeliveredRevocationTest {

    private static final String PATH = "/api/v1/employees";

    @Test
    @DisplayName("RFC 9700 §4.14.2: the reuse of a refresh token ends the access tokens of its grant, whatever crashes in between")
    void reaches_every_gateway_once_both_services_are_back(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.refreshingClient(tenant, "", "employees.readonly");
            URI endpoint = claviger.tokenService("/oauth2/token");
            String first = claviger.ask(endpoint, client, "grant_type=client_credentials").text("refresh_token");
            String second = refresh(claviger, client, first).text("refresh_token");
            Answer newest = refresh(claviger, client, second);
            String token = newest.text("access_token");
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);

            ServiceProcess credential = claviger.installation().service(Service.CREDENTIAL);
            ServiceProcess tokens = claviger.installation().service(Service.TOKEN);
            long dead = tokens.pid();
            Signal.STOP.to(credential.pid());
            try {
                assertThat(refresh(claviger, client, first).status()).as("refused here, although nobody can be told").isEqualTo(400);
                Signal.KILL.to(dead);
            } finally {
                Signal.CONT.to(credential.pid());
            }
            claviger.await(Duration.ofSeconds(30), () -> tokens.pid() != dead && tokens.isAlive());
            tokens.awaitReady();

            claviger.await(Duration.ofSeconds(30), () -> claviger.get(tenant.host(), PATH, token).status() == 401);
            assertThat(refresh(claviger, client, newest.text("refresh_token")).status()).as("the newest of the line").isEqualTo(400);
        }
    }

    private static Answer refresh(TestClaviger claviger, Client client, String token) {
        return claviger.ask(claviger.tokenService("/oauth2/token"), client, "grant_type=refresh_token&refresh_token=" + token);
    }
}
