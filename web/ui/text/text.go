// Package text holds every sentence that the page shows, by key.
//
// A language is one JSON file of messages; %[1]s and the like stand for what
// the page puts in. What the catalogue says of a knob or a choice is shown as
// it is, unless the language has a message of its own for it.
package text

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed en.json
var english []byte

var messages = load(english)

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
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Percent writes a share with one decimal: 87.5%.
func Percent(share float64) string {
	if math.IsNaN(share) {
		return Of("none")
	}
	return strconv.FormatFloat(100*share, 'f', 1, 64) + "%"
}

// Number writes a value with up to four significant digits.
func Number(x float64) string {
	if math.IsNaN(x) {
		return Of("none")
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

// Decimals writes a value with so many decimals.
func Decimals(x float64, n int) string { return strconv.FormatFloat(x, 'f', n, 64) }

// Ratio writes how many times one thing is another: whole from ten on.
func Ratio(x float64) string {
	if x >= 10 {
		return Count(int(x + 0.5))
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

// Loss writes a loss with three decimals, or with three digits once it is so
// large that it has run away.
func Loss(x float64) string {
	switch {
	case math.IsNaN(x):
		return Of("none")
	case x >= 1000:
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}

// Bytes writes a size of memory.
func Bytes(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
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
	message = strings.ToUpper(message[:1]) + message[1:]
	if strings.ContainsAny(message[len(message)-1:], ".!?") {
		return message
	}
	return message + "."
}
