package dev.claviger.credential.notify;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class MailOffTest {

    @Inject
    Pool pool;
    @Inject
    ExpiryNotices notices;

    @Test
    void without_a_mail_server_nothing_is_recorded() {
        NewClient client = NotificationTest.newClient("it@acme.example");
        asAdministrator().post(client.path() + "/secrets").then().statusCode(201);
        pool.query("update credential set expires_at = now() + interval '1 hour', revoked_at = null, created_at = now() - interval '1 year' where client_id = '" + client.id() + "'").executeAndAwait();
        notices.record().await().indefinitely();
        assertThat(pool.query("select count(*) from notification").executeAndAwait().iterator().next().getLong(0)).isZero();
        asAdministrator().get("/admin/v1/notifications").then().statusCode(200);
    }
}
