package lab

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
)

// A Form is a way to write a table.
type Form int

const (
	// Commas part the cells and numbers have a decimal point: what programs read.
	Commas Form = iota
	// Semicolons part the cells and numbers have a decimal comma: what a spreadsheet
	// reads where people write so. A byte-order mark tells it that the text is UTF-8.
	Semicolons
)

const byteOrderMark = "\ufeff"

// A Stamp is what holds for a whole table, such as a config.
type Stamp struct{ Column, Value string }

// A Table is a file of CSV. Its first line names the columns and every line has as many
// cells, so that it is read without options. What holds for the whole of it are the last
// columns, and stands in the first row alone.
type Table struct {
	form   Form
	file   bytes.Buffer
	csv    *csv.Writer
	cells  []string
	stamps []Stamp
}

// NewTable begins a table with the names of its columns.
func NewTable(f Form, columns []string, stamps ...Stamp) *Table {
	t := &Table{form: f, stamps: stamps}
	t.csv = csv.NewWriter(&t.file)
	if f == Semicolons {
		t.file.WriteString(byteOrderMark)
		t.csv.Comma = ';'
	}
	t.cells = append(t.cells, columns...)
	for _, s := range stamps {
		t.cells = append(t.cells, s.Column)
	}
	t.csv.Write(t.cells) // to memory, which does not fail
	return t
}

// Row adds a row: words, and numbers, of which those that are no numbers stay empty.
func (t *Table) Row(cells ...any) {
	clear(t.cells)
	for i, c := range cells {
		t.cells[i] = t.cell(c)
	}
	for i, s := range t.stamps {
		t.cells[len(cells)+i] = s.Value
		t.stamps[i].Value = ""
	}
	t.csv.Write(t.cells)
}

// cell writes a number so that reading gives the same bits.
func (t *Table) cell(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case float32:
		return t.number(float64(v), 32)
	case float64:
		return t.number(v, 64)
	}
	return v.(string)
}

func (t *Table) number(x float64, bits int) string {
	if math.IsNaN(x) {
		return ""
	}
	s := strconv.FormatFloat(x, 'g', -1, bits)
	if t.form == Semicolons {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Bytes returns the file.
func (t *Table) Bytes() []byte {
	t.csv.Flush()
	return t.file.Bytes()
}

// Tenths rounds a number of seconds for a table: more of it says nothing.
func Tenths(seconds float64) float64 { return math.Round(10*seconds) / 10 }
