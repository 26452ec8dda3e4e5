//go:build !js

package worker

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode"

	"petri/web/protocol"
)

// unnamed is the version of a program that does not know its build.
const unnamed = "dev"

// String says in a sentence what came of a result.
func (m marked) String() string {
	switch m.verdict {
	case holds:
		return fmt.Sprintf("%s holds: %d steps, %s, digest %s%s", m.file, m.Step, m.achieved(), m.Digest, also(m.note()))
	case foreign:
		return fmt.Sprintf("%s differs, and %s: %v%s", m.file, m.builds(), m.why, also(m.note()))
	}
	return fmt.Sprintf("%s %s: %v%s", m.file, m.verdict, m.why, also(m.note()))
}

func also(note string) string {
	if note == "" {
		return ""
	}
	return "; " + note
}

// builds says how the build that made the result is not known to be this one.
func (m marked) builds() string {
	switch {
	case protocol.Version == unnamed:
		return "whether the builds differ is not known, for this program does not know its own (go run in the folder of the sources does)"
	case m.Version == "" || m.Version == unnamed:
		return "it does not say of which build it is"
	}
	return fmt.Sprintf("the builds differ (%s made it, this is %s)", m.Version, protocol.Version)
}

// achieved is what is marked: what was reached, with how many numbers.
func (m marked) achieved() string {
	reached := "accuracy " + m.accuracy()
	if e, masked := m.Metrics["maskedError"]; masked {
		reached = "masked error " + strconv.FormatFloat(float64(e), 'f', 4, 64)
	}
	if d := m.dim(); d != "" {
		return reached + ", d " + d
	}
	return fmt.Sprintf("%s, %d trained parameters", reached, m.Ledger.Trainable)
}

// accuracy is that of the end, and dim the dimension d; empty if there is none.
func (m marked) accuracy() string {
	if a, known := m.Metrics["accuracy"]; known {
		return strconv.FormatFloat(float64(a), 'f', 4, 64)
	}
	return ""
}

func (m marked) dim() string {
	if d := m.Config.Method.Knobs.Int("dim"); d > 0 {
		return strconv.Itoa(d)
	}
	return ""
}

// note tells what was done to the run by hand, which its config does not say.
func (m marked) note() string {
	var notes []string
	for _, t := range m.Turns {
		notes = append(notes, fmt.Sprintf("learning rate turned by hand at step %d to %v", t.Step, t.LR))
	}
	if m.Opened != "" {
		notes = append(notes, "began from a file that was opened")
	}
	return strings.Join(notes, "; ")
}

// tabulate writes a line a result, and below it why results do not hold.
func tabulate(out io.Writer, all []marked) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "file\tname\tmethod\td\taccuracy\tdigest\tverdict\tduplicate of")
	for _, m := range all {
		row := []string{m.file, m.Name, m.Config.Method.Name, m.dim(), m.accuracy(), m.Digest[:min(12, len(m.Digest))], string(m.verdict), m.of}
		for i, cell := range row {
			row[i] = strings.Map(printed, cell)
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	for _, m := range all {
		if m.verdict != holds || m.note() != "" {
			fmt.Fprintln(out, m)
		}
	}
}

// printed keeps a name from leaving its cell of the table.
func printed(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// writeMarks writes the same as CSV.
func writeMarks(out io.Writer, all []marked) error {
	w := csv.NewWriter(out)
	w.Write([]string{"file", "name", "method", "dimension", "accuracy", "digest", "verdict", "duplicate of", "note"})
	for _, m := range all {
		note := m.note()
		if m.why != nil {
			note = strings.TrimSuffix(m.why.Error()+"; "+note, "; ")
		}
		if m.verdict == foreign {
			note = m.builds() + ": " + note
		}
		row := []string{m.file, m.Name, m.Config.Method.Name, m.dim(), m.accuracy(), m.Digest, string(m.verdict), m.of, note}
		for i, cell := range row {
			row[i] = inert(cell)
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

// inert keeps a spreadsheet from taking what somebody has written for a formula.
func inert(cell string) string {
	if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}
