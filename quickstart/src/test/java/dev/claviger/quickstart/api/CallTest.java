package dev.claviger.quickstart.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final Map<String, String> VALUES = Map.of("CLIENT_ID", "abc", "CLIENT_SECRET", "xyz", "TOKEN", "eyJ");

    @Test
    void the_line_shown_names_secrets_and_the_request_sent_carries_them() {
        Call call = Call.form("http://localhost:8081/oauth2/token", "grant_type=client_credentials")
                .as("$CLIENT_ID:$CLIENT_SECRET");

        assertThat(call.curl("")).isEqualTo("curl -s -u \"$CLIENT_ID:$CLIENT_SECRET\""
                + " -d 'grant_type=client_credentials' http://localhost:8081/oauth2/token");
        HttpRequest request = call.request(VALUES);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().firstValue("Authorization")).contains("Basic YWJjOnh5eg==");
        assertThat(request.headers().firstValue("Content-Type")).contains("application/x-www-form-urlencoded");
    }

    @Test
    void a_method_curl_would_not_choose_is_said() {
        Call call = Call.delete("http://127.0.0.1:8082/admin").with("Authorization: Bearer $TOKEN");

        assertThat(call.curl(" --cacert ca.pem")).isEqualTo(
                "curl -s --cacert ca.pem -X DELETE -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8082/admin");
        assertThat(call.request(VALUES).headers().firstValue("Authorization")).contains("Bearer eyJ");
    }

    @Test
    void json_is_quoted_whole() {
        assertThat(Call.json("POST", "http://localhost/x", "{\"name\":\"Story\"}").curl(""))
                .isEqualTo("curl -s -H 'Content-Type: application/json' -d '{\"name\":\"Story\"}' http://localhost/x");
    }
}
