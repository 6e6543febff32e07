package dev.claviger.quickstart.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.tenants.DemoTenant;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFlowTest {

    private static final DemoTenant TENANT = DemoTenant.ofPeople();
    private static final CodeFlow FLOW = new CodeFlow(TENANT, "pass word", "client-1", "hush", "client-2");
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    @Test
    @DisplayName("RFC 6749 §4.1.1: the address to open names everything the code flow needs, encoded for a query")
    void the_address_to_open_is_a_whole_authorization_request() {
        URI address = URI.create(FLOW.authorizationUrl("http://localhost:8081"));

        assertThat(address).hasPath("/oauth2/authorize");
        assertThat(List.of(address.getQuery().split("&"))).containsExactly("response_type=code", "client_id=client-1",
                "redirect_uri=http://localhost:8081/oauth2/clients/client-1/redirect", "scope=" + FLOW.scope(), "state=demo");
        assertThat(address.getRawQuery()).doesNotContain("+", " ");
    }

    @Test
    void the_names_in_the_env_file_are_those_that_are_relied_on() {
        assertThat(FLOW.values()).containsKeys("LOGIN_USER", "LOGIN_PASSWORD", "CODE_CLIENT_ID", "CODE_CLIENT_SECRET", "CODE_SCOPE",
                "PUBLIC_CLIENT_ID", "REDIRECT_URI").doesNotContainValue("");
    }

    @Test
    void what_it_says_of_itself_holds_no_secret() {
        assertThat(FLOW.toString()).contains("client-1", "client-2").doesNotContain("hush", "pass word");
    }

    @ParameterizedTest
    @DisplayName("Both clients may ask for the scopes of the demo, and each scope is one that is made or built in")
    @ValueSource(strings = {"client", "public_client"})
    void the_clients_hold_what_the_demo_asks_for(String client) {
        Set<String> made = texts(TENANT.description().path("scopes").findValues("name").stream());
        Set<String> held = texts(StreamSupport.stream(TENANT.description().path(client).path("scopes").spliterator(), false));

        assertThat(held).contains(FLOW.scope().split(" "));
        assertThat(Stream.concat(made.stream(), OPENID.stream())).containsAll(held);
        assertThat(OPENID).isSubsetOf(FLOW.scope().split(" "));
    }

    @ParameterizedTest
    @DisplayName("RFC 9700 §2.6: the page that shows the code is registered over https, or on this machine; elsewhere the loopback address is asked for")
    @CsvSource({"https://auth.example.com,https://auth.example.com/oauth2/clients/client-1/redirect", "http://127.0.0.1:8081,http://127.0.0.1:8081/oauth2/clients/client-1/redirect",
        "http://auth.example.com,http://127.0.0.1:4000/oauth2/redirect"})
    void the_page_that_shows_the_code_is_one_that_can_be_registered(String issuer, String redirect) {
        assertThat(FLOW.testRedirect(issuer)).isEqualTo(redirect);
        assertThat(FLOW.authorizationUrl(issuer)).startsWith(issuer).contains("&redirect_uri=" + CodeFlow.encoded(redirect) + "&");
    }

    @Test
    void the_redirect_is_a_loopback_address() {
        assertThat(URI.create(FLOW.redirectUri())).hasScheme("http").hasHost("127.0.0.1");
    }

    private static Set<String> texts(Stream<JsonNode> nodes) {
        return nodes.map(JsonNode::asText).collect(Collectors.toSet());
    }
}
