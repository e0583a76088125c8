package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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

    /** Returns all that was read as text, for {@link #addEncoded}. */
    public String encode() {
        StringBuilder text = new StringBuilder();
        lines.forEach((file, all) -> text.append(file.replace("\n", "").replace("\t", " "))
                .append('\t')
                .append(encode(all))
                .append('\t')
                .append(encode(covered.getOrDefault(file, new BitSet())))
                .append('\n'));
        return text.toString();
    }

    /** Adds what another reader encoded; lines of another form are passed over. */
    public void addEncoded(String text) {
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 3) {
                lines.computeIfAbsent(parts[0], _ -> new BitSet()).or(decode(parts[1]));
                covered.computeIfAbsent(parts[0], _ -> new BitSet()).or(decode(parts[2]));
            }
        }
    }

    /** Writes one Cobertura report of all that was read. */
    public void write(Path report) {
        CoverageWriter.write(report, lines, covered);
    }

    private static String encode(BitSet bits) {
        return Base64.getEncoder().encodeToString(bits.toByteArray());
    }

    private static BitSet decode(String text) {
        try {
            return BitSet.valueOf(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException damaged) {
            return new BitSet();
        }
    }

    /** Returns the share of lines covered, 0 to 1, or nothing if no line was instrumented. */
    public OptionalDouble lineRate() {
        long all = lines.values().stream().mapToLong(BitSet::cardinality).sum();
        long hit = covered.values().stream().mapToLong(BitSet::cardinality).sum();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hit / all);
    }
}
