package dev.claviger.token.consent;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.person.Person;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.login.Session;

import java.net.URI;

/**
 * What a person is asked to allow.
 *
 * @param session  in which it is asked; the answer counts in no other
 * @param request  path and query of the authorization request as they came, to go on with: {@code prompt=consent} is taken out here, once it is given
 * @param redirect where its answer goes
 * @param denied   where to go when it is refused: the whole answer, {@code error=access_denied} included (RFC 6749 §4.1.2.1)
 */
public record ConsentQuestion(Session session, Person person, Application application, Kind subject, Scopes scopes, String request,
        URI redirect, URI denied) {
}
