// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the page with the current state, complete without JavaScript. */
@WebServlet("")
public class PageServlet extends HttpServlet {

    private static final Pattern PART = Pattern.compile("\\$\\{(\\w+)}");

    @Inject
    private transient EventBoard board;

    private String template;

    @Override
    public void init() throws ServletException {
        try (InputStream page = getServletContext().getResourceAsStream("/WEB-INF/page.html")) {
            template = new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().endsWith("/")) {
            // the page's relative links need a trailing slash; not every server redirects to it
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        Map<String, String> parts = HtmlRenderer.parts(board);
        String page = PART.matcher(template).replaceAll(part -> Matcher.quoteReplacement(parts.get(part.group(1))));
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(page);
    }
}
