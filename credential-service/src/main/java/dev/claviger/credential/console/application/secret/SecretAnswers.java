package dev.claviger.credential.console.application.secret;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.download.Downloads.Handover;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;

/** The one answer with a secret in it: a page for no cache, at the address of the form that made it. */
@Singleton
public class SecretAnswers {

    private final ApplicationView view;
    private final Operator operator;

    SecretAnswers(ApplicationView view, Operator operator) {
        this.view = view;
        this.operator = operator;
    }

    public Uni<Response> issued(ClientView client, String secret, String lead) {
        return view.handover(client, secret).map(handover -> Pages.show(new SecretPages.Issued(Frame.of(operator, Room.APPLICATIONS), ShownName.of(client.name()), lead,
                ApplicationView.path(operator.tenant(), new ClientId(client.clientId())), client.clientId(), secret,
                handover.filter(Handover::hasFiles).map(known -> SecretPages.FileLink.all()).orElse(List.of()),
                handover.map(Handover::curl).orElse(""))));
    }

    Response key(String path, String id, String key) {
        return Pages.show(new SecretPages.Key(Frame.of(operator, Room.APPLICATIONS), "API key", path, id, key));
    }
}
