package dev.claviger.credential.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.console.page.FieldErrors.Told;
import dev.claviger.credential.problem.Problem;

@DisplayName("What was wrong with a form")
class FieldErrorsTest {

    @Test
    @DisplayName("is told beside the field and above the form, with the name the page has for the field")
    void of_a_field() {
        FieldErrors errors = FieldErrors.of(Problem.invalid("contact_email", "must be an e-mail address"));
        assertThat(errors.of("contact_email")).isEqualTo("Technical contact must be an e-mail address");
        assertThat(errors.all()).containsExactly(new Told("contact_email", "Technical contact", "must be an e-mail address"));
        assertThat(errors.of("name")).isEmpty();
    }

    @Test
    @DisplayName("is told above the form alone where it is of no field")
    void of_no_field() {
        assertThat(FieldErrors.of(Problem.conflict("The client has 10 live secrets")).all()).singleElement().matches(told -> !told.isOfField() && told.text().startsWith("The client has"));
    }
}
