package dev.claviger.credential;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class FirstLightTest {

    @Test
    void a_client_is_created_verified_and_ended() {
        String tenant = AdminApi.newTenant();
        String scope = AdminApi.newScope();
        AdminApi.NewClient client = AdminApi.newClient(tenant, scope);
        System.out.println(asAdministrator().get(client.path()).asPrettyString());
        System.out.println(AdminApi.verify(client.id(), client.secret()).asPrettyString());
        assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
        System.out.println(asAdministrator().get(client.path() + "/secrets").asPrettyString());
        System.out.println(asAdministrator().post(client.path() + "/secrets").asPrettyString());
        System.out.println(asAdministrator().get("/admin/v1/audit?limit=3").asPrettyString());
        asAdministrator().delete(client.path()).then().statusCode(204);
        System.out.println(AdminApi.asGateway().get("/internal/snapshot").asPrettyString());
        System.out.println(asAdministrator().get("/nothing").asPrettyString());
        System.out.println(asAdministrator().get("/openapi").asPrettyString());
    }
}
