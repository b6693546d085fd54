/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/format.h"
#include "report/buffer.h"

void pain__buffer_bytes(pain__buffer *b, const char *bytes, size_t n)
{
    const pain_allocator a = pain__allocator(NULL);
    void *text = b->text;

    if (b->status != PAIN_OK)
        return;
    b->status = pain__grow(&a, &text, &b->capacity, b->length + n + 1, 1);
    b->text = text;
    if (b->status != PAIN_OK)
        return;
    memcpy(b->text + b->length, bytes, n);
    b->length += n;
    b->text[b->length] = '\0';
    if (n > 0 && bytes[n - 1] == '\n')
        b->line = b->length;
}

void pain__buffer_add(pain__buffer *b, const char *text)
{
    pain__buffer_bytes(b, text, strlen(text));
}

void pain__buffer_format(pain__buffer *b, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    pain__buffer_add(b, text);
}

/* The bytes that begin a character of UTF-8. */
static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t width_of(const char *text, size_t length)
{
    size_t width = 0;

    for (size_t i = 0; i < length; i++)
        width += begins_character(text[i]);
    return width;
}

/* How long the control character is that begins here, U+0080 to U+009F among them; 0: none does. */
static size_t control_bytes(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;

    if (*c < ' ' || *c == 127)
        return 1;
    return *c == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0 ? 2 : 0;
}

/* Adds the characters from number `first` to before `end`; one that is not to be printed as a
 * blank. */
static void add_characters(pain__buffer *b, const char *text, size_t first, size_t end)
{
    size_t n = 0;

    for (size_t bytes; *text != '\0'; text += bytes) {
        size_t control = control_bytes(text);

        bytes = control > 0 ? control : 1;
        n += begins_character(*text);
        if (n > first && n <= end)
            pain__buffer_bytes(b, control > 0 ? " " : text, 1);
    }
}

void pain__buffer_label(pain__buffer *b, const char *text, size_t most)
{
    size_t width = width_of(text, strlen(text));

    if (width <= most) {
        add_characters(b, text, 0, width);
        return;
    }
    add_characters(b, text, 0, (most - 1) / 2);
    pain__buffer_add(b, "..");
    add_characters(b, text, width - (most - 2) / 2, width);
}

void pain__buffer_right(pain__buffer *b, const char *text, size_t width)
{
    for (size_t n = width_of(text, strlen(text)); n < width; n++)
        pain__buffer_add(b, " ");
    pain__buffer_label(b, text, width);
}

void pain__buffer_number(pain__buffer *b, double value, int digits)
{
    char text[PAIN__NUMBER_SIZE];

    if (digits < 0)
        pain__format_exact(value, text);
    else
        pain__format_fixed(value, digits, text);
    pain__buffer_add(b, text);
}

void pain__buffer_plain(pain__buffer *b, double value)
{
    int digits = 0;
    double scaled = value;

    while (digits < 6 && fabs(scaled - round(scaled)) > 1e-9 * fabs(scaled)) {
        scaled *= 10.0;
        digits++;
    }
    pain__buffer_number(b, value, digits);
}

void pain__buffer_to_column(pain__buffer *b, size_t column)
{
    do
        pain__buffer_add(b, " ");
    while (b->status == PAIN_OK && width_of(b->text + b->line, b->length - b->line) < column);
}

pain_status pain__buffer_finish(pain__buffer *b, pain_write_fn write, void *context)
{
    const pain_allocator a = pain__allocator(NULL);
    pain_status status = b->status;

    if (status == PAIN_OK && b->length > 0)
        status = write(context, b->text, b->length);
    pain__free(&a, b->text);
    *b = (pain__buffer){0};
    return status;
}
