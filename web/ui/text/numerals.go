package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// spaced is a number whose thousands stand apart without a mark, as they do in any
// language: by a space of some kind or an apostrophe.
var spaced = regexp.MustCompile(`^[+-]?\d{1,3}([ \x{a0}\x{2009}\x{202f}'’]\d{3})+\D?`)

var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u2009", "", "\u202f", "", "'", "", "’", "")

// plain is a number as programs write it.
var plain = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)

// Readings returns the values that a written number can have: none if it is no number,
// and first the value that it has in the language. A person may write as another
// language does, so that a number has a second value where one mark stands before three
// digits: in German 2.000 is two thousand, and in English two.
func Readings(typed string) (values []float64) {
	typed = strings.Replace(strings.TrimSpace(typed), "−", "-", 1)
	if spaced.MatchString(typed) {
		typed = spaces.Replace(typed)
	}
	for _, marks := range [][2]string{{Of("mark.thousands"), Of("mark.decimal")}, {",", "."}, {".", ","}} {
		if v, ok := numeral(typed, marks[0], marks[1]); ok && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

// numeral reads a number with these marks. Thousands stand in groups of three digits,
// and do not begin with 0.
func numeral(typed, thousands, decimal string) (float64, bool) {
	whole, decimals, broken := strings.Cut(typed, decimal)
	groups := strings.Split(whole, thousands)
	first := strings.TrimLeft(groups[0], "+-")
	if len(groups) > 1 && (first == "" || len(first) > 3 || first[0] == '0') {
		return 0, false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return 0, false
		}
	}
	s := strings.Join(groups, "")
	if broken {
		s += "." + decimals
	}
	if !plain.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// Plain writes a number in full, without marks between its thousands, as it is typed.
func Plain(x float64) string { return written(x, 'f', -1) }
