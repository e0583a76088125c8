package net.buildserver.api.insights;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as RFC 4180 text, one column for each component of their records; those of a record within stand in its place. Text
 * that a spreadsheet would take for a formula gets a quote in front.
 */
final class Csv {
    private static final String END = "\r\n";

    private Csv() {}

    static <R extends Record> String of(Class<R> type, List<R> rows) {
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(",", names(type))).append(END);
        for (R row : rows) {
            csv.append(String.join(",", cells(row))).append(END);
        }
        return csv.toString();
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                names.addAll(names(component.getType()));
            } else {
                names.add(component.getName());
            }
        }
        return names;
    }

    private static List<String> cells(Record row) {
        List<String> cells = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = value(component, row);
            if (value instanceof Record inner) {
                cells.addAll(cells(inner));
            } else {
                cells.add(cell(value));
            }
        }
        return cells;
    }

    private static Object value(RecordComponent component, Record row) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(row);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException("The record " + row.getClass() + " cannot be read.", unreadable);
        }
    }

    private static String cell(Object value) {
        String text = value.toString();
        if (value instanceof String && !text.isEmpty() && "=+-@\t\r\0".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
