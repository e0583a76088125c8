package net.buildserver.api.builds;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Links between the pages of a list, relative and with the request's own filters. */
final class PageLinks {
    private PageLinks() {}

    static Page.Links of(HttpServletRequest request, @Nullable String nextCursor) {
        String query = request.getQueryString();
        String self = request.getRequestURI() + (query == null ? "" : "?" + query);
        String next = nextCursor == null
                ? null
                : UriComponentsBuilder.fromUriString(self)
                        .replaceQueryParam("cursor", nextCursor)
                        .build()
                        .toUriString();
        return new Page.Links(self, next);
    }
}
