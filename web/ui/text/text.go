// Package text holds every sentence that the page shows, by key.
//
// A language is one JSON file of messages; %[1]s and the like stand for what
// the page puts in. English is part of the program, any other is fetched before that
// begins, and is complete: a test sees to it. What the catalogue says of a method or a
// knob has no key: another language has it under "=" and the English words.
package text

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed en.json
var english []byte

var (
	usual    = load(english)
	messages = usual
)

// Use takes another language: what it lacks is English.
func Use(file []byte) error {
	var other map[string]string
	err := json.Unmarshal(file, &other)
	messages = maps.Clone(usual)
	maps.Copy(messages, other)
	return err
}

// Said is what the catalogue says, in the language that is used.
func Said(english string) string { return Or("="+english, english) }

func load(file []byte) map[string]string {
	var m map[string]string
	if err := json.Unmarshal(file, &m); err != nil { // it is part of the program
		panic("text: " + err.Error())
	}
	return m
}

// Of returns the message of a key with args put in. A key without a message
// shows itself.
func Of(key string, args ...any) string {
	m, ok := messages[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return m
	}
	return fmt.Sprintf(m, args...)
}

// Or returns the message of a key if there is one, and fallback otherwise.
func Or(key, fallback string) string {
	if m, ok := messages[key]; ok {
		return m
	}
	return fallback
}

// Count writes a whole number with its thousands apart: 199,210.
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + Of("mark.thousands") + s[i:]
	}
	return s
}

// written has the decimal mark of the language.
func written(x float64, format byte, digits int) string {
	return strings.Replace(strconv.FormatFloat(x, format, digits, 64), ".", Of("mark.decimal"), 1)
}

// Percent writes a share with one decimal: 87.5%.
func Percent(share float64) string {
	if math.IsNaN(share) {
		return Of("none")
	}
	return Of("percent", written(100*share, 'f', 1))
}

// Number writes a value with up to four significant digits.
func Number(x float64) string {
	if math.IsNaN(x) {
		return Of("none")
	}
	return written(x, 'g', 4)
}

// Tick writes a value on the axis of a chart: with six digits at most.
func Tick(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return Count(int(x))
	}
	return written(x, 'g', 6)
}

// Decimals writes a value with so many decimals.
func Decimals(x float64, n int) string { return written(x, 'f', n) }

// Ratio writes how many times one thing is another: whole from ten on.
func Ratio(x float64) string {
	if x >= 10 {
		return Count(int(x + 0.5))
	}
	return written(x, 'f', 1)
}

// Loss writes a loss with three decimals, or with three digits once it is so
// large that it has run away.
func Loss(x float64) string {
	switch {
	case math.IsNaN(x):
		return Of("none")
	case x >= 1000:
		return written(x, 'g', 3)
	}
	return written(x, 'f', 3)
}

// Bytes writes a size of memory.
func Bytes(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return written(float64(n)/1e3, 'f', 1) + " kB"
	}
	return written(float64(n)/1e6, 'f', 1) + " MB"
}

// Seconds writes a span of time.
func Seconds(s float64) string {
	if s < 90 {
		return Of("seconds", strconv.Itoa(int(s+0.5)))
	}
	return Of("minutes", strconv.Itoa(int(s/60+0.5)))
}

// Sentence makes a sentence of a message that begins small and ends without a
// full stop, as errors do.
func Sentence(message string) string {
	if message == "" {
		return ""
	}
	if r, first := utf8.DecodeRuneInString(message); r < 'Α' || r > 'ω' { // β₁ is no Β₁
		message = strings.ToUpper(message[:first]) + message[first:]
	}
	if strings.ContainsAny(message[len(message)-1:], ".!?") {
		return message
	}
	return message + "."
}
