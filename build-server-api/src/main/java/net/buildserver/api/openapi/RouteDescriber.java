package net.buildserver.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Optional;
import net.buildserver.api.security.Access;
import net.buildserver.api.security.Route;
import net.buildserver.api.security.RouteTable;
import net.buildserver.domain.protocol.ProblemTypes;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds to each operation for users what the table of routes knows: who may use it and how others are refused. */
final class RouteDescriber implements GlobalOpenApiCustomizer {
    static final String USER = "user";

    @Override
    public void customise(OpenAPI api) {
        // Added here, as what nothing refers to yet is dropped before.
        api.getComponents().addSchemas(ProblemSchema.NAME, ProblemSchema.schema());
        if (api.getPaths() != null) {
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) ->
                                    route(method, path).ifPresent(route -> describe(route, operation))));
        }
    }

    private static Optional<Route> route(PathItem.HttpMethod method, String path) {
        return RouteTable.ROUTES.stream()
                .filter(route -> route.method().name().equals(method.name())
                        && route.pattern().equals(path))
                .findFirst();
    }

    private static void describe(Route route, Operation operation) {
        Access access = route.access();
        String needs = switch (access) {
            case Public -> "Needs no credential.";
            case Developer, BuildMaster, Admin -> "Needs the role " + access + ".";
            case SignedIn -> "Needs a session of any role: signing in with a password, not an API token.";
            case SignedInAdmin -> "Needs a session of the role Admin: signing in with a password, not an API token.";
            case Metrics -> "Needs the role Admin or the scrape token.";
            case Scaling -> "Needs the role Developer or the scrape token.";
            case Agent -> "Needs the credential of an agent.";
            case Enrolment -> "Needs an enrolment token.";
        };
        String description = operation.getDescription();
        operation.setDescription(description == null ? needs : description + "\n\n" + needs);
        operation.addExtension("x-access", access.name());
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        refusals(route, operation);
        if (access != Access.Public) {
            operation.addSecurityItem(new SecurityRequirement().addList(USER));
        }
    }

    private static void refusals(Route route, Operation operation) {
        if (operation.getRequestBody() != null) {
            add(operation, 400, ProblemTypes.INVALID_REQUEST, "The body cannot be read; `errors` names the field.");
            add(operation, 413, ProblemTypes.REQUEST_TOO_LARGE, "The body is too long.");
            add(operation, 422, ProblemTypes.INVALID_REQUEST, "Values are not acceptable; `errors` names the fields.");
        }
        if (route.access() != Access.Public) {
            add(operation, 401, ProblemTypes.UNAUTHENTICATED, "There is no valid credential.");
            add(operation, 403, ProblemTypes.FORBIDDEN, "The credential does not allow this.");
        }
        if (route.pattern().contains("{")) {
            add(operation, 404, ProblemTypes.NOT_FOUND, "What the URL names does not exist.");
        }
    }

    private static void add(Operation operation, int status, String type, String detail) {
        String key = Integer.toString(status);
        if (!operation.getResponses().containsKey(key)) {
            operation.getResponses().addApiResponse(key, ProblemSchema.response(status, type, detail));
        }
    }
}
