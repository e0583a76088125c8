package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Merges Cobertura reports: a line counts as covered if any of them covers it. */
public final class CoverageReader {
    private static final int MAX_LINE = 10_000_000;

    private final Map<String, BitSet> lines = new HashMap<>();
    private final Map<String, BitSet> covered = new HashMap<>();

    /**
     * Adds a report.
     *
     * @throws ReportFormatException if it cannot be read
     */
    public void add(Path report) {
        try (InputStream input = Files.newInputStream(report)) {
            read(SafeXml.reader(input));
        } catch (XMLStreamException | IOException unreadable) {
            throw new ReportFormatException(
                    "the coverage report " + report.getFileName() + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String file = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("class")) {
                file = TrxDefinitions.attribute(xml, "filename");
            } else if (xml.getLocalName().equals("line")) {
                line(file, TrxDefinitions.attribute(xml, "number"), TrxDefinitions.attribute(xml, "hits"));
            }
        }
    }

    private void line(String file, String number, String hits) {
        if (number.matches("\\d{1,8}") && Integer.parseInt(number) <= MAX_LINE) {
            int line = Integer.parseInt(number);
            lines.computeIfAbsent(file, _ -> new BitSet()).set(line);
            if (hits.matches("0*[1-9]\\d*")) {
                covered.computeIfAbsent(file, _ -> new BitSet()).set(line);
            }
        }
    }

    /** Returns the share of lines covered, 0 to 1, or nothing if no line was instrumented. */
    public OptionalDouble lineRate() {
        long all = lines.values().stream().mapToLong(BitSet::cardinality).sum();
        long hit = covered.values().stream().mapToLong(BitSet::cardinality).sum();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hit / all);
    }
}
