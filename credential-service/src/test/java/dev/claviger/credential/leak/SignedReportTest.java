package dev.claviger.credential.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** The installation here is configured without any signer. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class SignedReportTest {

    @Test
    @DisplayName("an unsigned report is a 401 where nobody may report, as where somebody may")
    void an_unsigned_report_does_not_learn_whether_there_are_signers() {
        String answer = report().post("/leak-reports").then().statusCode(401).header("WWW-Authenticate", "Claviger-Signature")
                .body("detail", equalTo(Problem.unsigned().getMessage())).extract().asString();
        assertThat(answer).doesNotContain("clv_");
    }

    @Test
    @DisplayName("a signed one is the 403 of any unknown signer")
    void a_signed_report_does_not_learn_it_either() {
        report().header("Claviger-Signer", "scanner").header("Claviger-Signature", "MEUC").post("/leak-reports").then().statusCode(403)
                .body("detail", equalTo("The signature is not that of a known signer over this body"));
    }

    private static RequestSpecification report() {
        return given().contentType(ContentType.JSON).body("{\"secret\":\"clv_\"}");
    }
}
