package net.buildserver.api.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves the files of the web interface below {@code /ui/<version>/}, for ever, as a file that changes gets another address. The
 * files refer to each other relatively, and so stay within one version.
 */
@Configuration(proxyBeanMethods = false)
class UiConfiguration implements WebMvcConfigurer {
    /** What is left of an address behind its version. */
    private static final String LIBRARY_FOLDER = "/lib/";

    private final UiFiles files = new UiFiles();

    @Bean
    UiFiles uiFiles() {
        return files;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/ui/**")
                .addResourceLocations(UiFiles.FOLDER)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addFixedVersionStrategy(files.version(), "/**"))
                .addResolver(new Libraries(files))
                .addResolver(new PathResourceResolver());
    }

    /** Finds files of libraries in their jars. */
    private static final class Libraries extends AbstractResourceResolver {
        private final UiFiles files;

        private Libraries(UiFiles files) {
            this.files = files;
        }

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return path.startsWith(LIBRARY_FOLDER)
                    ? files.library(path.substring(LIBRARY_FOLDER.length()))
                    : chain.resolveResource(request, path, locations);
        }

        @Override
        protected @Nullable String resolveUrlPathInternal(
                String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            return chain.resolveUrlPath(path, locations);
        }
    }
}
