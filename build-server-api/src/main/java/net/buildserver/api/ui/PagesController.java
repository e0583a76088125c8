package net.buildserver.api.ui;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one page that all addresses of the web interface show; what it shows is up to its scripts. */
@Hidden
@RestController
class PagesController {
    private final String page;

    PagesController(UiFiles files) {
        this.page = files.page();
    }

    @GetMapping({
        "/",
        "/sign-in",
        "/builds",
        "/builds/{executionId}",
        "/builds/{executionId}/{tab}",
        "/queue",
        "/agents",
        "/insights",
        "/insights/tests",
        "/account/tokens",
        "/admin",
        "/admin/api-tokens",
        "/admin/users",
        "/admin/tokens",
        "/admin/pools",
        "/admin/projects",
        "/admin/retention",
        "/admin/audit"
    })
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(page);
    }
}
