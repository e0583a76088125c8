package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a NuGet package says of itself ({@code .nuspec}). */
public final class PackageDescription {
    private PackageDescription() {}

    /**
     * Returns the licence of a package: an SPDX expression, the name of a file in it, or an address.
     *
     * @return nothing if it names none, or cannot be read
     */
    public static Optional<String> licence(Path description) {
        try (InputStream input = Files.newInputStream(description)) {
            return licence(SafeXml.reader(input));
        } catch (XMLStreamException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> licence(XMLStreamReader xml) throws XMLStreamException {
        Optional<String> address = Optional.empty();
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("license")) {
                return text(xml);
            }
            if (xml.getLocalName().equals("licenseUrl")) {
                address = text(xml);
            }
        }
        return address;
    }

    private static Optional<String> text(XMLStreamReader xml) throws XMLStreamException {
        return Optional.of(xml.getElementText().strip()).filter(text -> !text.isEmpty());
    }
}
